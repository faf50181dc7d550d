package carillon.fuzz;

/** What is run on inputs that are found by coverage, with inputs to begin from. */
enum Target {
    DECODER(
            DecoderTarget.class,
            "{\"id\":\"t\",\"at\":\"2030-01-31T09:00:00Z\",\"action\":\"a\",\"payload\":[1,2.5,null]}",
            "{\"every\":\"PT1S\",\"labels\":{},"
                    + "\"action\":{\"http\":{\"url\":\"http://h/\",\"headers\":{\"x\":\"y\"}}}}",
            "{\"cron\":\"0/30 * * * * ?\",\"zone\":\"Europe/Paris\",\"action\":\"a\","
                    + "\"retry\":{\"backoff\":\"PT1S\"}}"),
    CRON(
            CronTarget.class,
            "0/30 * * * * ?",
            "*/5 9-17 1,15 JAN-DEC MON-FRI",
            "CRON_TZ=Asia/Tokyo 0 0 9 LW * ? 2030-2040",
            "0 0 0 L-3W 2 5#3",
            "@yearly"),
    WIRE(WireTarget.class);

    final Class<?> harness;
    final String[] seeds;

    Target(Class<?> harness, String... seeds) {
        this.harness = harness;
        this.seeds = seeds;
    }
}
