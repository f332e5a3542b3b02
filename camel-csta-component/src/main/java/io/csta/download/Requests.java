package io.csta.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Sends requests, through proxies if there are any, and explains failures.
 *
 * @param client a client from {@link #client} with the same proxies
 * @param proxies the proxies
 */
record Requests(HttpClient client, Proxies proxies) {

    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /**
     * A client for such requests. It does not follow redirects itself, because it would send all requests through the proxy of
     * the first one. HTTP/2 has no advantage for a single file.
     */
    static HttpClient.Builder client(Proxies proxies) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies);
    }

    /**
     * Sends a GET request and follows redirects.
     *
     * @param stall the maximum time without a response
     * @throws IOException if there is no response; another attempt may succeed
     * @throws DownloadException if another attempt cannot succeed
     */
    HttpResponse<TimedBody> get(URI source, Map<String, String> headers, Duration stall)
            throws IOException, InterruptedException {
        URI address = source;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<TimedBody> response = send(address, headers, stall);
            Optional<String> location = response.headers().firstValue("Location");
            if (location.isEmpty() || !REDIRECTS.contains(response.statusCode())) {
                return response;
            }
            response.body().close();
            address = next(address, location.get());
        }
        throw new DownloadException(
                "%s redirects more than %d times; use another source".formatted(source, MAX_REDIRECTS));
    }

    /** The target of a redirect: any web address, but never from https to http. */
    static URI next(URI from, String location) {
        try {
            URI target = PublishedFile.requireUsable(from.resolve(location));
            if (target.getScheme().equalsIgnoreCase("https") || from.getScheme().equalsIgnoreCase("http")) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw new DownloadException("%s redirects to '%s', which is not a web address or not secure; use another source"
                .formatted(from, location));
    }

    private HttpResponse<TimedBody> send(URI address, Map<String, String> headers, Duration stall)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(stall);
        headers.forEach(request::setHeader);
        proxies.authorization(address).ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        try {
            return TimedBody.request(client, request.build());
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).matches("Tunnel failed, got: 4..")) {
                throw new DownloadException(
                        "cannot download %s: the proxy refused the connection (%s); contact its administrator or use another source"
                                .formatted(proxies.route(address), e.getMessage()),
                        e);
            }
            if (causes(e).anyMatch(CertificateException.class::isInstance)) {
                throw new DownloadException(
                        ("cannot download %s: Java does not trust the certificate (%s); if a proxy decrypts TLS"
                                        + " connections, give Java its certificate with -Djavax.net.ssl.trustStore=FILE")
                                .formatted(proxies.route(address), e.getMessage()),
                        e);
            }
            throw e;
        }
    }

    /** In words, because many exceptions of {@link java.net.http} have no message. */
    static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no response in time";
        }
        if (e instanceof SocketTimeoutException || e instanceof ProtocolException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof ConnectException) {
            return causes(e).anyMatch(UnresolvedAddressException.class::isInstance) ? "no such host" : "cannot connect";
        }
        return e instanceof SSLException ? "no secure connection: " + e.getMessage() : "the connection was lost";
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
    }
}
