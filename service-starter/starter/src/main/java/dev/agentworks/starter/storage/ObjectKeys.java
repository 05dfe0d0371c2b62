package dev.agentworks.starter.storage;

import java.util.regex.Pattern;

/** Checks keys, so that none leads out of its storage. */
final class ObjectKeys {

    private static final Pattern KEY =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

    private ObjectKeys() {}

    static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("no key of an object: " + key);
        }
        return key;
    }
}
