package dev.agentworks.events.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.agentworks.events.Money;
import java.math.BigDecimal;

/** What the run has used so far, in US dollars. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunUsage(long tokens, @Money BigDecimal cost, @Money BigDecimal price) {}
