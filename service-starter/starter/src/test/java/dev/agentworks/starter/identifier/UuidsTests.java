package dev.agentworks.starter.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidsTests {
    @Test
    void growsWithEveryCall() {
        var ids = Stream.generate(Uuids::v7).limit(10_000).map(UUID::toString).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(Uuids.v7().version()).isEqualTo(7);
        assertThat(Uuids.v7().variant()).isEqualTo(2);
    }

    @Test
    void makesTheSameOfTheSameName() {
        var dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        // the example of RFC 9562, appendix A.4
        assertThat(Uuids.v5(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }
}
