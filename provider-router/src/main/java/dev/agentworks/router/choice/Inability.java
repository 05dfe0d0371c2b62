package dev.agentworks.router.choice;

import dev.agentworks.starter.problem.ProblemException;

/**
 * What a model cannot do for a request.
 *
 * @param pointer to what asks for it
 */
record Inability(String pointer, String what) {
    ProblemException problem(Choice choice) {
        return new ProblemException(
                        ChoiceError.MODEL_CANNOT,
                        "%s cannot answer this: %s.".formatted(choice.modelName(), what))
                .invalid(pointer, what);
    }
}
