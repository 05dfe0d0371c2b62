package dev.agentworks.billing.report;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The plan of every workspace until plans can be chosen.
 *
 * @param markup what a customer pays for one dollar of provider cost
 */
@ConfigurationProperties("agentworks.plan")
record PlanSettings(
        @DefaultValue("Standard") String name,
        @DefaultValue("5") BigDecimal markup,
        @DefaultValue("USD") String currency) {}
