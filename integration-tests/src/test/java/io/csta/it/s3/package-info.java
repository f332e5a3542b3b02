/** The service and a bucket: a real S3 server that checks signatures, and a link to it that can be disturbed. */
package io.csta.it.s3;
