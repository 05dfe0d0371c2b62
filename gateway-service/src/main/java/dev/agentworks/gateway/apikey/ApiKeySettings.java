package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.ratelimit.Rate;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * API keys.
 *
 * @param life how long core's answer about a key is cached; a revoked key works at most that much
 *     longer
 * @param rate calls of one key
 * @param wrongKeys wrong keys from one network address
 */
@ConfigurationProperties("agentworks.api-keys")
record ApiKeySettings(@DefaultValue("3s") Duration life, Rate rate, Rate wrongKeys) {}
