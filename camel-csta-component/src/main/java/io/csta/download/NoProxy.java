package io.csta.download;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that are reached without a proxy, as listed in the variable {@code no_proxy}: names, which include their
 * subdomains, addresses, networks such as {@code 10.0.0.0/8}, or {@code *} for all. Names and addresses can have a port.
 *
 * @param entries the entries of the list
 */
record NoProxy(List<String> entries) {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:]*):([0-9]{1,5})");
    private static final Pattern NETWORK = Pattern.compile("([^/]*)/([0-9]{1,3})");

    /** Reads a list separated by commas or spaces. */
    static NoProxy parse(String list) {
        return new NoProxy(Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean covers(String host, int port) {
        String name = bare(host.toLowerCase(Locale.ROOT));
        return entries.stream().anyMatch(entry -> covers(entry, name, port));
    }

    private static boolean covers(String entry, String host, int port) {
        Matcher network = NETWORK.matcher(entry);
        if (network.matches()) {
            return isIn(host, network.group(1), Integer.parseInt(network.group(2)));
        }
        Matcher withPort = WITH_PORT.matcher(entry);
        if (withPort.matches()) {
            return Integer.parseInt(withPort.group(2)) == port && matches(bare(withPort.group(1)), host);
        }
        return matches(bare(entry), host);
    }

    private static boolean matches(String entry, String host) {
        if (entry.equals("*")) {
            return true;
        }
        Optional<InetAddress> address = address(host);
        if (address.isPresent()) {
            return address(entry).equals(address);
        }
        String name = entry.replaceFirst("^\\*?\\.", "");
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    private static boolean isIn(String host, String network, int bits) {
        byte[] address = address(host).map(InetAddress::getAddress).orElse(new byte[0]);
        byte[] first = address(network).map(InetAddress::getAddress).orElse(new byte[0]);
        int rest = 8 * first.length - bits;
        return address.length > 0
                && address.length == first.length
                && rest >= 0
                && new BigInteger(1, address).shiftRight(rest).equals(new BigInteger(1, first).shiftRight(rest));
    }

    /** The address in a text; names are not resolved. */
    private static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
