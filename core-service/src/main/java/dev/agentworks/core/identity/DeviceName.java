package dev.agentworks.core.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says in a few words which program on which system a {@code User-Agent} names, so that people know
 * their sessions apart. A client may claim anything: nothing is decided by it.
 */
final class DeviceName {

    private static final int LONGEST = 60;

    /** The more special first: most browsers claim to be others too. */
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("Edg", "Edge");
        PROGRAMS.put("OPR/", "Opera");
        PROGRAMS.put("SamsungBrowser", "Samsung Internet");
        PROGRAMS.put("Firefox/", "Firefox");
        PROGRAMS.put("FxiOS", "Firefox");
        PROGRAMS.put("CriOS", "Chrome");
        PROGRAMS.put("Chromium", "Chromium");
        PROGRAMS.put("Chrome/", "Chrome");
        PROGRAMS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private DeviceName() {}

    static String of(String userAgent) {
        var program = named(PROGRAMS, userAgent);
        var system = named(SYSTEMS, userAgent);
        if (program.isPresent() && system.isPresent()) {
            return program.get() + " on " + system.get();
        }
        return program.or(() -> system).orElseGet(() -> firstWord(userAgent));
    }

    private static Optional<String> named(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String firstWord(String userAgent) {
        var word = userAgent.strip().split("[/\\s]", 2)[0];
        if (word.isEmpty()) {
            return "Unknown device";
        }
        return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    }
}
