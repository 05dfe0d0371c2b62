package dev.agentworks.core.agentchange;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.CardType;
import dev.agentworks.core.card.Priority;
import dev.agentworks.core.document.DocumentType;
import dev.agentworks.core.link.LinkKind;
import dev.agentworks.starter.validation.Visible;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an agent's tool call wants changed. The field {@code kind} says which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.CreateCard.class, name = "create_card"),
    @JsonSubTypes.Type(value = Effect.UpdateCard.class, name = "update_card"),
    @JsonSubTypes.Type(value = Effect.WriteDocument.class, name = "write_document"),
    @JsonSubTypes.Type(value = Effect.AddComment.class, name = "add_comment"),
    @JsonSubTypes.Type(value = Effect.LinkCards.class, name = "link_cards")
})
public sealed interface Effect {

    /** The card at work on. */
    UUID cardId();

    UUID runId();

    String agentId();

    /** How a document is written. */
    enum WriteMode {
        replace,
        section
    }

    /** A child card. */
    record CreateCard(
            @NotNull UUID cardId,
            @NotNull UUID runId,
            @NotBlank String agentId,
            @NotNull CardType type,
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(max = 50_000) String description,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 1_000) String> acceptanceCriteria,
            @Nullable Priority priority,
            @Nullable @DecimalMin("0") @DecimalMax("1000") BigDecimal estimate,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 50) String> labels)
            implements Effect {}

    /** Fields of the card or one of its children. */
    record UpdateCard(
            @NotNull UUID cardId,
            @NotNull UUID runId,
            @NotBlank String agentId,
            @Nullable String card,
            @Nullable @Visible @Size(max = 200) String title,
            @Nullable @Size(max = 50_000) String description,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 1_000) String> acceptanceCriteria,
            @Nullable CardStatus status,
            @Nullable Priority priority,
            @Nullable @DecimalMin("0") @DecimalMax("1000") BigDecimal estimate,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 50) String> labels)
            implements Effect {}

    /** A document, or one section of it. */
    record WriteDocument(
            @NotNull UUID cardId,
            @NotNull UUID runId,
            @NotBlank String agentId,
            @NotNull DocumentType type,
            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 200_000) String content,
            @Nullable WriteMode mode,
            @Nullable @Size(max = 200) String section)
            implements Effect {}

    /** A comment on the card. */
    record AddComment(
            @NotNull UUID cardId,
            @NotNull UUID runId,
            @NotBlank String agentId,
            @NotBlank @Size(max = 20_000) String body,
            @Nullable @Size(max = 500) String file,
            @Nullable @Positive Integer line)
            implements Effect {}

    /** A link between two cards of the project. */
    record LinkCards(
            @NotNull UUID cardId,
            @NotNull UUID runId,
            @NotBlank String agentId,
            @NotBlank String from,
            @NotBlank String to,
            @NotNull LinkKind link)
            implements Effect {}
}
