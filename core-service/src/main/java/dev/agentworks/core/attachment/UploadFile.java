package dev.agentworks.core.attachment;

import dev.agentworks.core.card.CardId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command to attach a file.
 *
 * @param id what the client calls it: the same file under the same id is attached once
 * @param announced how many bytes are to come, when the client said so
 */
public record UploadFile(CardId card, UUID id, String name, @Nullable Long announced) {}
