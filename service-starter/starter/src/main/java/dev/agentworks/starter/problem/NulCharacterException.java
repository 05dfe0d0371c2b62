package dev.agentworks.starter.problem;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A string contained the character U+0000, which PostgreSQL cannot store. */
final class NulCharacterException extends MismatchedInputException {
    NulCharacterException(JsonParser parser) {
        super(parser, "must not contain the character NUL", String.class);
    }
}
