package dev.agentworks.system.contract;

/** What came back, or that nothing did ({@code status} 0). */
record Answer(int status, String contentType, String allow, String retryAfter, String body) {
    static Answer none(String why) {
        return new Answer(0, "", "", "", why);
    }
}
