package dev.agentworks.router.provider.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the vendors are, what opens them, and how long they may take.
 *
 * @param simulatedProviders whose base URL is a simulator: their answers are marked
 * @param connections to one vendor at once
 */
@ConfigurationProperties("agentworks.router")
public record ProviderSettings(
        @DefaultValue Set<String> simulatedProviders,
        @DefaultValue Map<String, Account> providers,
        @DefaultValue Timeouts timeouts,
        @DefaultValue("512") int connections) {

    /** What the vendor is asked with. */
    public Access access(Vendor vendor) {
        var account = account(vendor.id());
        var baseUrl = account.baseUrl().isBlank() ? vendor.defaultBaseUrl() : account.baseUrl();
        return new Access(
                withoutSlash(baseUrl),
                account.apiKey(),
                simulatedProviders.contains(vendor.id()),
                vendor.keyless());
    }

    // asked for in every call: a regular expression would cost more than all else of it
    private static String withoutSlash(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }

    /**
     * One vendor's account. The others but address and key are for vendors that are known by these
     * settings only.
     *
     * @param kind {@code openai-compatible}
     * @param preset the dialect of a server that we know, such as {@code ollama}
     * @param name as people know it
     * @param flags where its dialect differs from the preset
     */
    public record Account(
            @DefaultValue("") String baseUrl,
            @DefaultValue("") Secret apiKey,
            @DefaultValue("") String kind,
            @DefaultValue("") String preset,
            @DefaultValue("") String name,
            @DefaultValue Map<String, String> flags) {
        static final Account NONE = new Account("", Secret.NONE, "", "", "", Map.of());
    }

    /** The account of a vendor; an empty one when nothing is set. */
    public Account account(String vendorId) {
        return providers.getOrDefault(vendorId, Account.NONE);
    }

    /**
     * How long one step may take.
     *
     * @param firstToken from the dispatch to the first content
     * @param idle between two events of a stream
     * @param total from the dispatch to the end
     */
    public record Timeouts(
            @DefaultValue("3s") Duration connect,
            @DefaultValue("120s") Duration firstToken,
            @DefaultValue("60s") Duration idle,
            @DefaultValue("280s") Duration total) {}

    /**
     * The address and the key of one vendor.
     *
     * @param keyless whether the vendor answers without a key
     */
    public record Access(String baseUrl, Secret key, boolean simulated, boolean keyless) {
        public Access(String baseUrl, Secret key, boolean simulated) {
            this(baseUrl, key, simulated, false);
        }

        public boolean isConfigured() {
            return keyless || !key.isEmpty();
        }

        /** The same with another of the vendor's keys. */
        public Access with(Secret other) {
            return new Access(baseUrl, other, simulated, keyless);
        }
    }
}
