package dev.agentworks.core.attachment;

import java.time.Instant;
import java.util.UUID;

/**
 * A file on a card.
 *
 * @param mediaType by its content, whatever its name says
 * @param size in bytes
 * @param sha256 the digest of its content, in hex
 */
public record Attachment(
        UUID id,
        String name,
        String mediaType,
        long size,
        String sha256,
        UUID uploadedBy,
        Instant createdAt) {}
