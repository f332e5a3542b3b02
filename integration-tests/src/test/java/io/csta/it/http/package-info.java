/** The API of the running service, judged by what its clients see. */
package io.csta.it.http;
