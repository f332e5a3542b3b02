/** The routes of {@code docs/camel.md}, word by word: a test holds the page against them and runs them. */
package io.csta.camel.page;
