package dev.agentworks.orchestrator.remote;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/**
 * Keeps requests out of networks that are not public. The connection uses the address that was
 * checked: Java caches the name service's answer for longer than the check takes.
 */
@Component
class PublicAddresses {

    private final boolean allowLocal;

    PublicAddresses(RemoteSettings settings) {
        this.allowLocal = settings.allowLocal();
    }

    /**
     * @throws IOException when the host is unknown or one of its addresses is not public
     */
    void require(String host) throws IOException {
        if (!allowLocal && !isPublic(host)) {
            throw new IOException(host + " is not a public address");
        }
    }

    boolean isPublic(String host) throws UnknownHostException {
        for (var address : InetAddress.getAllByName(host)) {
            if (!isPublic(address)) {
                return false;
            }
        }
        return true;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            boolean shared = first == 100 && (second & 0xc0) == 64;
            boolean benchmark = first == 198 && (second & 0xfe) == 18;
            boolean protocols = first == 192 && second == 0 && bytes[2] == 0;
            return first != 0 && first < 240 && !shared && !benchmark && !protocols;
        }
        boolean local = (first & 0xfe) == 0xfc;
        // 6to4, Teredo and NAT64 carry an IPv4 address that could be any
        boolean carrier =
                first == 0x20 && second == 0x02
                        || first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0
                        || first == 0x00 && second == 0x64;
        return !local && !carrier && first != 0;
    }
}
