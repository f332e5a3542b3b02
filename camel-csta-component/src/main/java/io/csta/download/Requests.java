package io.csta.download;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests, through proxies if there are any, and follows redirects. */
final class Requests {

    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> REDIRECT_STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Pattern TUNNEL_REFUSED = Pattern.compile("Tunnel failed, got: (4[0-9]{2})");

    private final HttpClient client;
    private final Proxies proxies;
    private final Duration stall;

    /** The client must use the same proxies and not follow redirects. */
    Requests(HttpClient client, Proxies proxies, Duration stall) {
        this.client = client;
        this.proxies = proxies;
        this.stall = stall;
    }

    /** A client for such requests. HTTP/2 has no advantage for a single file. */
    static HttpClient.Builder client(Proxies proxies) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies);
    }

    /**
     * Sends a GET request.
     *
     * @throws IOException if there is no response; another attempt may succeed
     * @throws DownloadException if another attempt cannot succeed
     */
    Response get(URI source, Map<String, String> headers) throws IOException, InterruptedException {
        URI address = source;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            Response response = send(address, headers);
            if (!REDIRECT_STATUSES.contains(response.status())) {
                return response;
            }
            try (response) {
                address =
                        next(address, response.headers().firstValue("Location").orElse(""));
            }
        }
        throw new DownloadException(
                "%s redirects more than %d times; use another source".formatted(source, MAX_REDIRECTS));
    }

    /** The target of a redirect: any web address, but never from https to http. */
    static URI next(URI from, String location) {
        Optional<URI> target = resolve(from, location).filter(PublishedFile::isWeb);
        boolean isDowngrade = from.getScheme().equalsIgnoreCase("https")
                && target.filter(to -> to.getScheme().equalsIgnoreCase("http")).isPresent();
        if (target.isEmpty() || isDowngrade) {
            throw new DownloadException("%s redirects to '%s', %s; use another source"
                    .formatted(from, location, isDowngrade ? "which is not secure" : "which is not a web address"));
        }
        return target.get();
    }

    private static Optional<URI> resolve(URI from, String location) {
        try {
            return Optional.of(from.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A URL and its proxy, for messages. */
    String route(URI address) {
        return proxies.named(address)
                .map(proxy -> "%s through the proxy %s".formatted(address, proxy))
                .orElse(address.toString());
    }

    private Response send(URI address, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(stall);
        headers.forEach(request::setHeader);
        Optional<Proxies.HttpProxy> proxy = proxies.named(address);
        proxy.flatMap(Proxies.HttpProxy::authorization)
                .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        try {
            HttpResponse<TimedBody> response = client.send(request.build(), info -> new TimedBody());
            return new Response(address, response.statusCode(), response.headers(), response.body());
        } catch (IllegalArgumentException e) { // for example because of an invalid length
            throw new ProtocolException(e.getMessage());
        } catch (IOException e) {
            throw refusal(address, proxy, e);
        }
    }

    private static IOException refusal(URI address, Optional<Proxies.HttpProxy> proxy, IOException e) {
        Matcher refused = TUNNEL_REFUSED.matcher(String.valueOf(e.getMessage()));
        if (refused.matches()) {
            throw new DownloadException(
                    "the proxy %s refused to connect to %s (status %s); ask its administrator or use another source"
                            .formatted(
                                    proxy.map(Object::toString).orElse("in Java's settings"),
                                    address.getHost(),
                                    refused.group(1)),
                    e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                throw new DownloadException(
                        ("%s has a certificate that Java does not trust (%s); if a proxy decrypts TLS connections,"
                                        + " give Java its certificate with -Djavax.net.ssl.trustStore=FILE")
                                .formatted(address.getHost(), cause.getMessage()),
                        e);
            }
        }
        return e;
    }
}
