package io.csta.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on plain sockets that can misbehave in every way. It has one behaviour for the first request, one for the
 * second, …, and repeats the last one for all further requests. A connection serves one request.
 */
public final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final List<Behaviour> behaviours;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket socket, List<Behaviour> behaviours) {
        this.socket = socket;
        this.behaviours = behaviours;
    }

    /** Responds to a request; the connection is closed afterwards. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Request request, Connection connection) throws IOException;
    }

    /**
     * A request.
     *
     * @param method {@code GET}, {@code CONNECT}, …
     * @param target a path or, for a proxy, the whole URL
     * @param headers the headers by their names in lower case
     */
    public record Request(String method, String target, Map<String, String> headers) {

        /** The value of a header. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * The connection to the client.
     *
     * @param in further input from the client
     * @param out output to the client
     */
    public record Connection(InputStream in, OutputStream out) {

        /** Sends the status line and headers. */
        public Connection head(String status, String... headers) throws IOException {
            return text("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers)
                    + (headers.length == 0 ? "\r\n" : "\r\n\r\n"));
        }

        /** Sends a complete response. */
        public void answer(String status, byte[] body, String... headers) throws IOException {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Content-Length: " + body.length);
            head(status, all.toArray(String[]::new)).bytes(body, 0, body.length);
        }

        /** Sends text unchanged. */
        public Connection text(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return this;
        }

        /** Sends a range of bytes. */
        public Connection bytes(byte[] bytes, int from, int to) throws IOException {
            out.write(bytes, from, to - from);
            out.flush();
            return this;
        }

        /** Waits until the client closes the connection. */
        public void awaitHangUp() {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException ignored) {
                // The client reset the connection.
            }
        }
    }

    /** Starts a server on a free port of the loopback interface. */
    public static RawServer start(Behaviour... behaviours) {
        try {
            RawServer server =
                    new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), List.of(behaviours));
            daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A URL of this server. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The port on which it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** The requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Copies all bytes from one stream to the other. */
    public static void pump(InputStream in, OutputStream out) {
        try {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException ignored) {
            // One of the two was closed.
        }
    }

    /** Runs work on a daemon thread. */
    public static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String line = line(in);
            if (line.isEmpty()) {
                return;
            }
            String[] words = line.split(" ", 3);
            Map<String, String> headers = new TreeMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).trim());
            }
            Request request = new Request(words[0], words[1], headers);
            Behaviour behaviour;
            synchronized (requests) {
                behaviour = behaviours.get(Math.min(requests.size(), behaviours.size() - 1));
                requests.add(request);
            }
            behaviour.answer(request, new Connection(in, connection.getOutputStream()));
        } catch (IOException ignored) {
            // The client closed the connection.
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
