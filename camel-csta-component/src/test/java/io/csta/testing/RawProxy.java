package io.csta.testing;

import io.csta.testing.RawServer.Behaviour;
import io.csta.testing.RawServer.Connection;
import io.csta.testing.RawServer.Request;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** What makes a {@link RawServer} a proxy: it passes on what is asked of it, and tunnels. */
public final class RawProxy {

    private RawProxy() {}

    /** For everyone. */
    public static Behaviour open() {
        return (request, connection) -> {
            if (request.method().equals("CONNECT")) {
                tunnel(request, connection);
            } else {
                passOn(request, connection);
            }
        };
    }

    /** For those who send this as {@code Proxy-Authorization}. */
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

    private static void passOn(Request request, Connection connection) throws IOException {
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
            // It was closed from the other side.
        }
    }
}
