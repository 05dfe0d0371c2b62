package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.ratelimit.Rate;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * API keys.
 *
 * @param life how long core's word about a key is believed; a revoked key may be used so long
 * @param rate calls of one key
 * @param guesses wrong keys from one network address
 */
@ConfigurationProperties("agentworks.api-keys")
record KeySettings(@DefaultValue("3s") Duration life, Rate rate, Rate guesses) {}
