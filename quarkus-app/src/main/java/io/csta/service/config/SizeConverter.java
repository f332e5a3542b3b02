package io.csta.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads sizes such as {@code 500M}, {@code 16 MiB}, {@code 1.5 GB} and {@code 4096}. {@code M} and {@code MiB} are 1024² bytes,
 * {@code MB} is 1000².
 */
public final class SizeConverter implements Converter<MemorySize> {

    private static final Pattern SIZE =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:([KMGTPE])(i?)(B?)|B)?", Pattern.CASE_INSENSITIVE);
    private static final String PREFIXES = "KMGTPE";

    @Override
    public MemorySize convert(String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        BigInteger unit = BigInteger.ONE;
        if (size.group(2) != null) {
            boolean decimal = size.group(3).isEmpty() && !size.group(4).isEmpty();
            int power = 1 + PREFIXES.indexOf(size.group(2).toUpperCase(Locale.ROOT));
            unit = BigInteger.valueOf(decimal ? 1000 : 1024).pow(power);
        }
        BigInteger bytes =
                new BigDecimal(size.group(1)).multiply(new BigDecimal(unit)).toBigInteger();
        if (bytes.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("more than 8 EiB: " + text);
        }
        return new MemorySize(bytes);
    }
}
