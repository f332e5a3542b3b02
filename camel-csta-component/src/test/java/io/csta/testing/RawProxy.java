package io.csta.testing;

import io.csta.testing.RawServer.Behaviour;
import io.csta.testing.RawServer.Connection;
import io.csta.testing.RawServer.Request;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** Turns a {@link RawServer} into a proxy that forwards requests and opens tunnels. */
public final class RawProxy {

    private RawProxy() {}

    /** A proxy without authentication. */
    public static Behaviour open() {
        return (request, connection) -> {
            if (request.method().equals("CONNECT")) {
                tunnel(request, connection);
            } else {
                forward(request, connection);
            }
        };
    }

    /** A proxy that requires this value of {@code Proxy-Authorization}. */
    public static Behaviour closed(String authorization) {
        return (request, connection) -> {
            if (request.header("Proxy-Authorization").equals(Optional.of(authorization))) {
                open().answer(request, connection);
            } else {
                connection.answer(
                        "407 Proxy Authentication Required", new byte[0], "Proxy-Authenticate: Basic realm=\"x\"");
            }
        };
    }

    private static void forward(Request request, Connection connection) throws IOException {
        URI target = URI.create(request.target());
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            StringBuilder head = new StringBuilder("GET %s HTTP/1.1\r\n".formatted(target.getRawPath()));
            request.headers().forEach((name, value) -> {
                if (!name.startsWith("proxy-")) {
                    head.append(name).append(": ").append(value).append("\r\n");
                }
            });
            new Connection(server.getInputStream(), server.getOutputStream())
                    .text(head.append("\r\n").toString());
            RawServer.pump(server.getInputStream(), connection.out());
        }
    }

    private static void tunnel(Request request, Connection connection) throws IOException {
        int colon = request.target().lastIndexOf(':');
        try (Socket server = new Socket(
                request.target().substring(0, colon),
                Integer.parseInt(request.target().substring(colon + 1)))) {
            connection.head("200 Connection established");
            RawServer.daemon(() -> pumpUp(connection, server));
            RawServer.pump(server.getInputStream(), connection.out());
        }
    }

    private static void pumpUp(Connection connection, Socket server) {
        try {
            RawServer.pump(connection.in(), server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException ignored) {
            // The other side closed it.
        }
    }
}
