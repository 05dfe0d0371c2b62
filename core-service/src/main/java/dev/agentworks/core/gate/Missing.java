package dev.agentworks.core.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a card lacks at its gate.
 *
 * @param code what kind of thing, for programs
 * @param text the same in words for people
 * @param target where it is done; null when there is no such place
 */
public record Missing(Code code, String text, @Nullable Target target) {

    /** What can be missing. */
    public enum Code {
        DOCUMENT_MISSING,
        DOCUMENT_UNAPPROVED,
        CHILD_MISSING,
        CHILD_WITHOUT_CRITERIA,
        BUG_OPEN,
        RUN_MISSING,
        RUN_NOT_COMPLETED,
        RUN_UNAPPROVED,
        APPROVAL_MISSING,
        UNKNOWN_CRITERION;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where something is done. */
    public enum Kind {
        DOCUMENT,
        CARD,
        RUN
    }

    /**
     * The thing that has to be looked at.
     *
     * @param id null for one that is still to be made
     * @param type the kind of document or card that is to be made
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Target(Kind kind, @Nullable UUID id, @Nullable String type) {}

    /** A document of this type that does not exist yet. */
    public static Missing document(String type, String text) {
        return new Missing(Code.DOCUMENT_MISSING, text, new Target(Kind.DOCUMENT, null, type));
    }

    /** A card of this type below the judged one. */
    public static Missing child(String type, String text) {
        return new Missing(Code.CHILD_MISSING, text, new Target(Kind.CARD, null, type));
    }

    /** Something that is to be done at a thing that exists. */
    public static Missing at(Code code, Kind kind, UUID id, String text) {
        return new Missing(code, text, new Target(kind, id, null));
    }
}
