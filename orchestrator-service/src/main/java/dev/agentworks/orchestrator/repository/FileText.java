package dev.agentworks.orchestrator.repository;

import java.nio.charset.StandardCharsets;

/**
 * Tells text from binary content as Git does: by a NUL. A carriage return alone makes nothing
 * binary; a file that cannot be looked at must not be had so easily.
 */
public final class FileText {

    private FileText() {}

    public static boolean isBinary(byte[] content) {
        for (byte next : content) {
            if (next == 0) {
                return true;
            }
        }
        return false;
    }

    public static String of(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
