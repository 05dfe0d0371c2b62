package dev.agentworks.router.openai;

import dev.agentworks.router.ledger.Outcome;
import jakarta.servlet.http.HttpServletResponse;

/** Headers with the provider that answered and the cost, for responses that are not streamed. */
final class CostHeaders {
    private CostHeaders() {}

    static void write(Outcome outcome, HttpServletResponse response) {
        response.setHeader("x-agentworks-provider", outcome.answerer().provider());
        response.setHeader("x-agentworks-cost", outcome.charge().cost().toPlainString());
        response.setHeader("x-agentworks-price", outcome.charge().price().toPlainString());
    }
}
