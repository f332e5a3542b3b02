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

/** Asks servers, through proxies where there are any, and goes where they point. */
final class Requests {

    private static final int REDIRECTS = 10;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern TUNNEL_REFUSED = Pattern.compile("Tunnel failed, got: (4[0-9]{2})");

    private final HttpClient client;
    private final Proxies proxies;
    private final Duration stall;

    /** With a client that follows no redirections and uses the same proxies. */
    Requests(HttpClient client, Proxies proxies, Duration stall) {
        this.client = client;
        this.proxies = proxies;
        this.stall = stall;
    }

    /** A client for such requests. HTTP/2 has nothing to offer to one file at a time. */
    static HttpClient.Builder client(Proxies proxies) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies);
    }

    /**
     * Asks for what is at an address.
     *
     * @throws IOException if no answer came; it may come next time
     * @throws DownloadException if none will come next time either
     */
    Response get(URI source, Map<String, String> headers) throws IOException, InterruptedException {
        URI address = source;
        for (int i = 0; i <= REDIRECTS; i++) {
            Response answer = send(address, headers);
            if (!REDIRECTIONS.contains(answer.status())) {
                return answer;
            }
            try (answer) {
                address = next(address, answer.headers().firstValue("Location").orElse(""));
            }
        }
        throw new DownloadException(
                "%s redirects in a circle, or more than %d times: give another source".formatted(source, REDIRECTS));
    }

    /** Where a redirection leads: anywhere on the web, but not from a secure connection to one that is not. */
    static URI next(URI from, String location) {
        Optional<URI> target = resolve(from, location).filter(PublishedFile::isWeb);
        boolean isFall = from.getScheme().equalsIgnoreCase("https")
                && target.filter(to -> to.getScheme().equalsIgnoreCase("http")).isPresent();
        if (target.isEmpty() || isFall) {
            throw new DownloadException("%s redirects to '%s', %s: give another source"
                    .formatted(from, location, isFall ? "which is not secure" : "which is no address on the web"));
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

    /** An address and how it is reached, for messages. */
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
            HttpResponse<BodyQueue> response = client.send(request.build(), info -> new BodyQueue());
            return new Response(address, response.statusCode(), response.headers(), response.body());
        } catch (IllegalArgumentException e) { // of a length that is none, for example
            throw new ProtocolException(e.getMessage());
        } catch (IOException e) {
            throw refusal(address, proxy, e);
        }
    }

    private static IOException refusal(URI address, Optional<Proxies.HttpProxy> proxy, IOException e) {
        Matcher refused = TUNNEL_REFUSED.matcher(String.valueOf(e.getMessage()));
        if (refused.matches()) {
            throw new DownloadException(
                    "the proxy %s answers %s when asked to connect to %s: ask who runs it, or give another source"
                            .formatted(
                                    proxy.map(Object::toString).orElse("of Java's settings"),
                                    refused.group(1),
                                    address.getHost()),
                    e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                throw new DownloadException(
                        ("%s shows a certificate that Java does not trust (%s): if a proxy opens secure connections"
                                        + " here, give Java its certificate with -Djavax.net.ssl.trustStore=FILE")
                                .formatted(address.getHost(), cause.getMessage()),
                        e);
            }
        }
        return e;
    }
}
