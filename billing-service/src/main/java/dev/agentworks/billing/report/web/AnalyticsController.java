package dev.agentworks.billing.report.web;

import dev.agentworks.billing.report.AnalyticsDimension;
import dev.agentworks.billing.report.AnalyticsRow;
import dev.agentworks.billing.report.Forecast;
import dev.agentworks.billing.report.Grain;
import dev.agentworks.billing.report.UsageAnalytics;
import dev.agentworks.billing.report.UsageReports;
import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.RunAsCurrentUser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Usage by any names and stretches of time, as JSON and as a file for a spreadsheet. */
@RestController
@RequestMapping("/api/workspaces/{id}/usage")
@RequiresScope("billing:public")
@RunAsCurrentUser
class AnalyticsController {
    private static final String CSV = "text/csv";

    private final UsageAnalytics analytics;
    private final UsageReports reports;

    AnalyticsController(UsageAnalytics analytics, UsageReports reports) {
        this.analytics = analytics;
        this.reports = reports;
    }

    record Row(
            @Moment Instant from,
            Map<String, String> names,
            long calls,
            long failedCalls,
            long inputTokens,
            long outputTokens,
            @Money BigDecimal cost,
            @Money BigDecimal price) {
        static Row of(AnalyticsRow row) {
            var totals = row.totals();
            return new Row(
                    row.from(),
                    row.names(),
                    totals.calls(),
                    totals.failedCalls(),
                    totals.inputTokens(),
                    totals.outputTokens(),
                    totals.cost(),
                    totals.price());
        }
    }

    record Rows(List<Row> items) {}

    @GetMapping("/analytics")
    Rows analytics(
            @CurrentUser ActingUser user,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "day") String grain,
            @RequestParam(defaultValue = "") List<String> by) {
        return new Rows(rows(user, id, from, to, grain, by).stream().map(Row::of).toList());
    }

    @GetMapping("/forecast")
    Forecast forecast(@CurrentUser ActingUser user, @PathVariable UUID id) {
        return analytics.forecast(user, id);
    }

    @GetMapping(path = "/export", produces = CSV)
    ResponseEntity<byte[]> export(
            @CurrentUser ActingUser user,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "day") String grain,
            @RequestParam(defaultValue = "project,agent,provider,model") List<String> by) {
        if (!format.equals("csv")) {
            throw invalid("format", "must be csv");
        }
        var dimensions = dimensions(by);
        var text = new StringBuilder(Csv.line(head(dimensions)));
        rows(user, id, from, to, grain, by).forEach(row -> text.append(Csv.line(cells(row))));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"usage.csv\"")
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<AnalyticsRow> rows(
            ActingUser user,
            UUID id,
            @Nullable String from,
            @Nullable String to,
            String grain,
            List<String> by) {
        var of =
                Grain.named(grain)
                        .orElseThrow(() ->
                                invalid("grain", "must be one of hour, day, week, month, total"));
        var period = UsageParameters.period(from, to, reports.currentPeriod());
        return analytics.rows(user, id, period, of, dimensions(by));
    }

    private static Set<AnalyticsDimension> dimensions(List<String> words) {
        var dimensions = new LinkedHashSet<AnalyticsDimension>();
        for (var word : words) {
            if (!word.isEmpty()) {
                dimensions.add(
                        AnalyticsDimension.named(word)
                                .orElseThrow(() ->
                                        invalid(
                                                "by",
                                                "must be of provider, model, agent, project, lane, card, run, person, key")));
            }
        }
        return dimensions;
    }

    private static List<String> head(Set<AnalyticsDimension> dimensions) {
        var head = new ArrayList<String>();
        head.add("from");
        dimensions.forEach(it -> head.add(it.word()));
        head.addAll(
                List.of("calls", "failedCalls", "inputTokens", "outputTokens", "cost", "price"));
        return head;
    }

    private static List<String> cells(AnalyticsRow row) {
        var cells = new ArrayList<String>();
        cells.add(row.from().toString());
        cells.addAll(row.names().values());
        var totals = row.totals();
        for (long count :
                new long[] {
                    totals.calls(),
                    totals.failedCalls(),
                    totals.inputTokens(),
                    totals.outputTokens()
                }) {
            cells.add(Long.toString(count));
        }
        cells.add(totals.cost().toPlainString());
        cells.add(totals.price().toPlainString());
        return cells;
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(
                        CommonError.INVALID_REQUEST,
                        "The parameter " + parameter + " " + message + ".")
                .invalid("query:" + parameter, message);
    }
}
