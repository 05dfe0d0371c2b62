package dev.agentworks.router.openai;

import dev.agentworks.router.ledger.Outcome;
import jakarta.servlet.http.HttpServletResponse;

/** Who answered and for how much, beside an answer that came at once. */
final class CostHeaders {
    private CostHeaders() {}

    static void write(Outcome outcome, HttpServletResponse response) {
        response.setHeader("x-agentworks-provider", outcome.answerer().provider());
        response.setHeader("x-agentworks-cost", outcome.charge().cost().toPlainString());
        response.setHeader("x-agentworks-price", outcome.charge().price().toPlainString());
    }
}
