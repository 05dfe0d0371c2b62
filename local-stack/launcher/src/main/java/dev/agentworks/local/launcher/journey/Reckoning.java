package dev.agentworks.local.launcher.journey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks at the end: every token is priced once, and the terminal has shown every run. */
final class Reckoning {

    private Reckoning() {}

    /** Waits until usage and the runs' prices agree; more usage than runs is an error at once. */
    static BigDecimal usage(ApiClient api, Steps steps, String workspace, List<JsonNode> runs) {
        var expected =
                runs.stream()
                        .map(run -> new BigDecimal(run.path("price").asString("0")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        var today = LocalDate.now(ZoneOffset.UTC);
        var path =
                "/api/workspaces/%s/usage?from=%s&to=%s"
                        .formatted(workspace, today.minusDays(1), today.plusDays(1));
        steps.awaitTrue(
                "usage of " + expected,
                () -> {
                    var price =
                            new BigDecimal(
                                    api.get(path)
                                            .require("asking for usage")
                                            .path("totalPrice")
                                            .asString("0"));
                    Steps.require(
                            price.compareTo(expected) <= 0,
                            "usage says %s, the runs together %s".formatted(price, expected));
                    return price.compareTo(expected) == 0 && price.signum() > 0;
                });
        return expected.stripTrailingZeros();
    }

    static void terminal(Terminal terminal, Steps steps, List<JsonNode> runs) {
        for (var run : runs) {
            var id = run.path("id").asString();
            steps.awaitTrue("the terminal's lines of a run", () -> terminal.linesOf(id) > 0);
        }
        Steps.require(terminal.breaks() == 0, "the terminal's lines had a gap");
    }
}
