/** Camel applications of other people with the component. */
package io.csta.it.camel;
