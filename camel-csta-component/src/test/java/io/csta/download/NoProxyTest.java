package io.csta.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                    | example.com        | true",
                "example.com          | example.com        | true",
                "example.com          | EXAMPLE.com        | true",
                "Example.COM          | files.example.com  | true",
                "example.com          | badexample.com     | false",
                ".example.com         | files.example.com  | true",
                "*.example.com        | files.example.com  | true",
                "a.org, b.org         | b.org              | true",
                "a.org b.org          | b.org              | true",
                "example.com:8080     | example.com        | true",
                "example.com:81       | example.com        | false",
                "10.0.0.1             | 10.0.0.1           | true",
                "0.0.1                | 10.0.0.1           | false",
                "10.0.0.0/8           | 10.200.3.4         | true",
                "10.0.0.0/8           | 11.0.0.1           | false",
                "192.168.4.0/22       | 192.168.7.255      | true",
                "192.168.4.0/22       | 192.168.8.0        | false",
                "0.0.0.0/0            | 1.2.3.4            | true",
                "10.0.0.0/99          | 10.0.0.1           | false",
                "10.0.0.0/8           | 10.example.com     | false",
                "::1                  | [::1]              | true",
                "[::1]:8080           | [::1]              | true",
                "[::1]:81             | [::1]              | false",
                "fd00::/8             | [fd12:3::4]        | true",
                "fd00::/8             | [fe00::1]          | false",
                "10.0.0.0/8           | [::1]              | false"
            })
    void covers_aHostAtPort8080_dependsOnTheList(String list, String host, boolean expected) {
        assertThat(NoProxy.parse(list).covers(host, 8080)).isEqualTo(expected);
    }
}
