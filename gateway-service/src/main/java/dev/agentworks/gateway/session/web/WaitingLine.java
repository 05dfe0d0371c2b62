package dev.agentworks.gateway.session.web;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Those who wait, address by address: each address has its turn, and those of one in order. */
final class WaitingLine {
    private final Map<String, ArrayDeque<SignInQueue.Waiting<?>>> addresses = new LinkedHashMap<>();
    private int size;

    void add(String address, SignInQueue.Waiting<?> one) {
        addresses.computeIfAbsent(address, _ -> new ArrayDeque<>()).add(one);
        size++;
    }

    boolean remove(String address, SignInQueue.Waiting<?> one) {
        var here = addresses.get(address);
        if (here == null || !here.remove(one)) {
            return false;
        }
        size--;
        if (here.isEmpty()) {
            addresses.remove(address);
        }
        return true;
    }

    /** The first of the address whose turn it is; that address goes to the end. */
    SignInQueue.Waiting<?> poll() {
        var first = addresses.entrySet().iterator().next();
        var address = first.getKey();
        var here = first.getValue();
        var one = here.remove();
        size--;
        addresses.remove(address);
        if (!here.isEmpty()) {
            addresses.put(address, here);
        }
        return one;
    }

    int size() {
        return size;
    }

    int size(String address) {
        var here = addresses.get(address);
        return here == null ? 0 : here.size();
    }
}
