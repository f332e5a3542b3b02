package io.csta.it.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that can be disturbed, and mended again. Bytes are passed on as they are. */
final class FaultyLink implements AutoCloseable {

    private static final int BUFFER = 1 << 14;
    private static final int FEW_BYTES = 1 << 11;

    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private ServerSocket listener;

    /**
     * What goes wrong.
     *
     * @param status with which every request is answered; 0 if they are not
     * @param stalls whether nothing is answered at all
     * @param cutAfter how many bytes go up without an answer before the connection breaks
     * @param delay how many milliseconds every few bytes are held up
     */
    private record Fault(int status, boolean stalls, long cutAfter, long delay) {

        static final Fault NONE = new Fault(0, false, Long.MAX_VALUE, 0);

        Fault answers() {
            return new Fault(status, stalls, Long.MAX_VALUE, delay);
        }
    }

    FaultyLink(int target) {
        this.target = target;
        listen(0);
        port = listener.getLocalPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How often something went wrong. */
    int faults() {
        return faults.get();
    }

    /** Whether connections are refused. */
    boolean isRefusing() {
        return listener.isClosed();
    }

    /** Nothing goes wrong from now on. */
    void mend() {
        set(Fault.NONE);
        if (listener.isClosed()) {
            listen(port);
        }
    }

    /** Nobody listens. */
    void refuse() {
        set(Fault.NONE);
        close(listener);
        breakAll();
    }

    /** Every request is answered so. */
    void answer(int status) {
        set(new Fault(status, false, Long.MAX_VALUE, 0));
    }

    /** No request is answered. */
    void stall() {
        set(new Fault(0, true, Long.MAX_VALUE, 0));
    }

    /** Breaks uploads off after a number of bytes. */
    void cutAfter(long bytes) {
        set(new Fault(0, false, bytes, 0));
    }

    /** All that goes to and fro is held up, every few bytes of it. */
    void slow(Duration delay) {
        set(new Fault(0, false, Long.MAX_VALUE, delay.toMillis()));
    }

    private void set(Fault other) {
        fault = other;
        faults.set(0);
        breakAll();
    }

    private void breakAll() {
        open.forEach(FaultyLink::close);
    }

    private void listen(int where) {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
            ServerSocket mine = listener;
            daemon(() -> acceptFrom(mine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptFrom(ServerSocket mine) {
        while (true) {
            try {
                Socket client = mine.accept();
                open.add(client);
                daemon(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        Fault mine = fault;
        try (client) {
            if (mine.stalls) {
                faults.incrementAndGet();
                new CountDownLatch(1).await();
            } else if (mine.status != 0) {
                faults.incrementAndGet();
                answer(client, mine.status);
            } else {
                pass(client, mine);
            }
        } catch (IOException ignored) {
            // One of both ends has closed it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void answer(Socket client, int status) throws IOException {
        awaitEndOfHead(client.getInputStream());
        byte[] body =
                "<Error><Code>Disturbed</Code><Message>for a test</Message></Error>".getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 %d Disturbed\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, body.length);
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(body);
        client.shutdownOutput();
        // Closing at once would take the answer away from somebody who is still sending.
        client.getInputStream().skipNBytes(Long.MAX_VALUE);
    }

    private static void awaitEndOfHead(InputStream in) throws IOException {
        String last = "";
        while (!last.equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            last = (last.length() < 4 ? last : last.substring(1)) + (char) next;
        }
    }

    private void pass(Socket client, Fault mine) throws IOException, InterruptedException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            long[] unanswered = {0};
            daemon(() -> {
                try (client) {
                    pump(server.getInputStream(), client.getOutputStream(), unanswered, mine.answers());
                } catch (IOException ignored) {
                    // One of both ends has closed it.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            pump(client.getInputStream(), server.getOutputStream(), unanswered, mine);
            open.remove(server);
        }
    }

    private void pump(InputStream in, OutputStream out, long[] unanswered, Fault mine)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[mine.delay == 0 ? BUFFER : FEW_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (mine.delay > 0) {
                faults.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(mine.delay);
            }
            synchronized (unanswered) {
                unanswered[0] = mine.cutAfter == Long.MAX_VALUE ? 0 : unanswered[0] + count;
                if (unanswered[0] > mine.cutAfter) {
                    faults.incrementAndGet();
                    throw new IOException("cut");
                }
            }
            out.write(buffer, 0, count);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception ignored) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        close(listener);
        breakAll();
    }
}
