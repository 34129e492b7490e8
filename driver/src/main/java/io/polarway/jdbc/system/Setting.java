package io.polarway.jdbc.system;

import org.jspecify.annotations.Nullable;

/**
 * A setting as a connection has it.
 *
 * @param value null for one that is not shown, such as a password
 * @param scope {@code session} where SET changes it, {@code connection} where it stands in the URL
 */
public record Setting(
    String name, @Nullable String value, String defaultValue, String scope, String description) {}
