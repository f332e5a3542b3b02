/**
 * The convolutional networks, with the layers and names of torchvision. CSTA uses any of them; the feature extractor is
 * {@link io.csta.nn.backbone.GoogLeNet}.
 */
@NullMarked
package io.csta.nn.backbone;

import org.jspecify.annotations.NullMarked;
