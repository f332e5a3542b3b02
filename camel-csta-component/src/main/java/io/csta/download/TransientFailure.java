package io.csta.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Something that went wrong and may go better next time.
 *
 * @param what it was, in a few words
 * @param asked how long the server wants to be left alone
 */
record TransientFailure(String what, Duration asked) {

    TransientFailure(String what) {
        this(what, Duration.ZERO);
    }

    /** What a failure of the network is called; those of {@link java.net.http} often have no words. */
    static TransientFailure of(IOException e) {
        if (e instanceof HttpConnectTimeoutException || e instanceof HttpTimeoutException) {
            return new TransientFailure("no answer came in time");
        }
        if (e instanceof SocketTimeoutException) {
            return new TransientFailure(String.valueOf(e.getMessage()));
        }
        if (e instanceof ConnectException) {
            return new TransientFailure(isUnresolved(e) ? "no such host is known" : "no connection could be made");
        }
        if (e instanceof ProtocolException) {
            return new TransientFailure("the answer is not HTTP");
        }
        if (e instanceof SSLException) {
            return new TransientFailure("no secure connection could be made: " + e.getMessage());
        }
        return new TransientFailure("the connection was cut");
    }

    private static boolean isUnresolved(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
