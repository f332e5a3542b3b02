package io.csta.camel;

/** What the body is after the work. */
public enum CstaOutput {

    /** The record that the operation gives, which converts to the other forms. */
    SUMMARY,

    /** The summary video as a {@link java.io.File}; only {@code csta:summarize} makes one. */
    VIDEO,

    /** The JSON as a string. */
    JSON
}
