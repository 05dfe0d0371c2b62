package dev.agentworks.router.routing;

import dev.agentworks.starter.problem.ProblemException;

/**
 * What a model cannot do for a request.
 *
 * @param pointer to what asks for it
 */
record UnmetRequirement(String pointer, String what) {
    ProblemException problem(Target target) {
        return new ProblemException(
                        RoutingError.MODEL_CANNOT,
                        "%s cannot answer this: %s.".formatted(target.modelName(), what))
                .invalid(pointer, what);
    }
}
