package dev.agentworks.billing.report;

import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** The plan of every workspace, until plans can be chosen: its name, markup and currency. */
@Component
public class CurrentPlan {
    private final PlanSettings settings;

    CurrentPlan(PlanSettings settings) {
        this.settings = settings;
    }

    public String name() {
        return settings.name();
    }

    /** What a customer pays for one dollar of provider cost. */
    public BigDecimal markup() {
        return settings.markup();
    }

    public String currency() {
        return settings.currency();
    }
}
