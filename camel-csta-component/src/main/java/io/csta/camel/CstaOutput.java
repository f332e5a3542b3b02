package io.csta.camel;

/** The form of the body after processing. */
public enum CstaOutput {

    /** The record of the operation, which converts to the other forms. */
    SUMMARY,

    /** The summary video as a {@link java.io.File}; only {@code csta:summarize} creates one. */
    VIDEO,

    /** The JSON as a string. */
    JSON
}
