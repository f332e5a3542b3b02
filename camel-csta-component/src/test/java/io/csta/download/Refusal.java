package io.csta.download;

import io.csta.testing.RawServer;
import java.net.URI;

/** An address at which nobody listens. */
final class Refusal {

    private Refusal() {}

    static URI uri() {
        try (RawServer gone = RawServer.start((request, connection) -> {})) {
            return gone.uri("/" + Site.NAME);
        }
    }
}
