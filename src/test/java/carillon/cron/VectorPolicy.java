package carillon.cron;

/** Why a recorded line that engines do not agree on fires as it does here. docs/cron.md gives the reasons. */
enum VectorPolicy {
    AS_RECORDED,
    /** Its source joins the two day fields with "and"; here a {@code +} or the dialect spring asks for that. */
    EITHER_DAY,
    /** It fires as recorded under another choice of {@code dst}. */
    DST_OF_CHOICE,
    /** Its source moves missing times to the end of the gap, those of stepped rules too; here they move by the gap. */
    SHIFTED_BY_THE_GAP,
    /** A range that runs backwards, which the specification of ocps does not take. */
    BACKWARD_RANGE,
    /** Names of months and days longer than three letters. */
    LONG_NAME,
    /** None of these: a fault. */
    UNEXPLAINED;

    static VectorPolicy of(CronVector vector) {
        String refusal = vector.refusal().orElse("");
        if (refusal.contains("runs backwards")) {
            return BACKWARD_RANGE;
        } else if (refusal.contains("or a name of three letters")) {
            return LONG_NAME;
        } else if (!refusal.isEmpty()) {
            return UNEXPLAINED;
        } else if (vector.firesAsRecorded()) {
            return AS_RECORDED;
        } else if (vector.restrictsBothDays() && vector.firesAsRecorded(both(vector))) {
            return EITHER_DAY;
        } else if (firesUnderAnotherDst(vector)) {
            return DST_OF_CHOICE;
        }
        return vector.line().getJsonArray("tags").contains("gap_in_span") ? SHIFTED_BY_THE_GAP : UNEXPLAINED;
    }

    private static CronSchedule both(CronVector vector) {
        return vector.schedule(vector.parseWithBothDays(), Dst.DEFAULT);
    }

    private static boolean firesUnderAnotherDst(CronVector vector) {
        for (Dst.Gap gap : Dst.Gap.values()) {
            for (Dst.Overlap overlap : Dst.Overlap.values()) {
                if (vector.firesAsRecorded(vector.schedule(vector.parse(), new Dst(gap, overlap)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
