/** The watched folder, with the packaged program serving as its own process. */
package io.csta.it.folder;
