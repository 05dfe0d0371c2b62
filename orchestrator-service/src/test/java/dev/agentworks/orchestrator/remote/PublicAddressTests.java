package dev.agentworks.orchestrator.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTests {

    private static final RemoteSettings STRICT =
            new RemoteSettings("", false, "https://api.github.com", Duration.ZERO);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.8",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void refusesAddressesThatAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> new PublicAddresses(STRICT).require(address))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"140.82.112.3", "8.8.8.8", "2606:50c0:8000::153"})
    void takesPublicOnes(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void takesNoRemoteWithoutTlsUnlessASettingSaysSo() {
        assertThatThrownBy(() -> RemoteAddress.of("http://github.com/acme/shop", STRICT))
                .isInstanceOf(ProblemException.class);
        var address = RemoteAddress.of("https://github.com/acme/shop.git", STRICT);
        assertThat(address.owner()).isEqualTo("acme");
        assertThat(address.name()).isEqualTo("shop");
        assertThat(address.api(STRICT)).isEqualTo("https://api.github.com");
        assertThat(RemoteAddress.of("https://git.acme.dev/acme/shop", STRICT).api(STRICT))
                .isEqualTo("https://git.acme.dev/api/v3");
    }
}
