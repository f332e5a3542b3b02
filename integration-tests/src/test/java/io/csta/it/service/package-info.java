/** The packaged program as a running service, for all tests that need one. */
package io.csta.it.service;
