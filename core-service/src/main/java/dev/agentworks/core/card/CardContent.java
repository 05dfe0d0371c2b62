package dev.agentworks.core.card;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.web.PatchField;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What people and agents write on a card: all of it but where it stands and how far it is. */
@Embeddable
class CardContent {

    @Enumerated(EnumType.STRING)
    private CardType type;

    private String title;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> acceptanceCriteria;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> labels;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    private @Nullable UserId assigneeId;
    private @Nullable BigDecimal estimate;
    private @Nullable LocalDate dueDate;
    private @Nullable CardId parentId;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected CardContent() {}

    CardContent(NewCard command) {
        this.type = command.type();
        this.title = command.title().strip();
        this.description = command.description();
        this.acceptanceCriteria = command.acceptanceCriteria();
        this.labels = command.labels();
        this.priority = command.priority();
        this.assigneeId = command.assigneeId();
        this.dueDate = command.dueDate();
        this.estimate = stored(command.estimate());
        this.parentId = command.parentId();
    }

    void change(CardChange command) {
        title = Objects.requireNonNullElse(command.title(), title).strip();
        description = Objects.requireNonNullElse(command.description(), description);
        acceptanceCriteria =
                Objects.requireNonNullElse(command.acceptanceCriteria(), acceptanceCriteria);
        labels = Objects.requireNonNullElse(command.labels(), labels);
        type = Objects.requireNonNullElse(command.type(), type);
        priority = Objects.requireNonNullElse(command.priority(), priority);
        var person = PatchField.valueOr(command.assigneeId(), assignee());
        assigneeId = person == null ? null : new UserId(person);
        estimate = PatchField.valueOr(command.estimate(), estimate);
        dueDate = PatchField.valueOr(command.dueDate(), dueDate);
        var card = PatchField.valueOr(command.parentId(), parent());
        parentId = card == null ? null : new CardId(card);
    }

    /** The fields that history and events compare, by their names there. */
    Map<String, @Nullable Object> fields() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("title", title);
        fields.put("description", description);
        fields.put("acceptanceCriteria", acceptanceCriteria);
        fields.put("labels", labels);
        fields.put("type", type);
        fields.put("priority", priority);
        fields.put("assignee", assignee());
        fields.put("estimate", estimate);
        fields.put("dueDate", dueDate);
        fields.put("parent", parent());
        return fields;
    }

    CardType type() {
        return type;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    List<String> acceptanceCriteria() {
        return acceptanceCriteria;
    }

    List<String> labels() {
        return labels;
    }

    Priority priority() {
        return priority;
    }

    @Nullable UUID assignee() {
        return assigneeId == null ? null : assigneeId.value();
    }

    @Nullable BigDecimal estimate() {
        return estimate;
    }

    @Nullable LocalDate dueDate() {
        return dueDate;
    }

    @Nullable CardId parentId() {
        return parentId;
    }

    @Nullable UUID parent() {
        return parentId == null ? null : parentId.value();
    }

    // what is answered before it is read again is what will be read
    private static @Nullable BigDecimal stored(@Nullable BigDecimal estimate) {
        return estimate == null ? null : estimate.setScale(2, RoundingMode.HALF_UP);
    }
}
