package dev.agentworks.core.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Says by its first bytes what a file is. What a browser could run is a text like any other; what
 * is not known is bytes.
 */
final class ContentType {

    /** So many bytes are enough. */
    static final int HEAD = 4_096;

    private static final String UNKNOWN = "application/octet-stream";

    private static final List<Signature> SIGNATURES =
            List.of(
                    new Signature("image/png", 0, "\u0089PNG\r\n\u001a\n"),
                    new Signature("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
                    new Signature("image/gif", 0, "GIF87a"),
                    new Signature("image/gif", 0, "GIF89a"),
                    new Signature("image/webp", 8, "WEBP"),
                    new Signature("application/pdf", 0, "%PDF-"),
                    new Signature("application/zip", 0, "PK\u0003\u0004"),
                    new Signature("application/gzip", 0, "\u001f\u008b"),
                    new Signature("video/mp4", 4, "ftyp"),
                    new Signature("audio/mpeg", 0, "ID3"));

    private ContentType() {}

    private record Signature(String type, int offset, String bytes) {

        boolean isAt(byte[] head, int length) {
            if (length < offset + bytes.length()) {
                return false;
            }
            for (var index = 0; index < bytes.length(); index++) {
                if ((head[offset + index] & 0xff) != bytes.charAt(index)) {
                    return false;
                }
            }
            return true;
        }
    }

    static String of(byte[] head, int length) {
        return SIGNATURES.stream()
                .filter(signature -> signature.isAt(head, length))
                .map(Signature::type)
                .findFirst()
                .orElseGet(() -> isText(head, length) ? "text/plain;charset=UTF-8" : UNKNOWN);
    }

    private static boolean isText(byte[] head, int length) {
        for (var index = 0; index < length; index++) {
            var letter = head[index];
            if (letter >= 0 && letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(head, 0, whole(head, length)));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Without a character at the end of which not all bytes were read. */
    private static int whole(byte[] head, int length) {
        var end = length;
        if (length < HEAD) {
            return end;
        }
        while (end > length - 4 && (head[end - 1] & 0xc0) == 0x80) {
            end--;
        }
        return (head[end - 1] & 0xc0) == 0xc0 ? end - 1 : length;
    }
}
