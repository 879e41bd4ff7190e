<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArcsView</name>
    <message numerus="yes">
        <source>%n head(s)</source>
        <translation>
            <numerusform>%n head</numerusform>
            <numerusform>%n heads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln arc(s)</source>
        <translation>
            <numerusform>%Ln arc</numerusform>
            <numerusform>%Ln arcs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message numerus="yes">
        <source>%Ln token(s) hidden: it may not look there.</source>
        <translation>
            <numerusform>%Ln token hidden: it may not look there.</numerusform>
            <numerusform>%Ln tokens hidden: it may not look there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Computing</name>
    <message numerus="yes">
        <source>%n row(s) at once</source>
        <translation>
            <numerusform>%n row at once</numerusform>
            <numerusform>%n rows at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExamplesCard</name>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message numerus="yes">
        <source>%Ln row(s) are too many for the clipboard.</source>
        <translation>
            <numerusform>%Ln row is too much for the clipboard.</numerusform>
            <numerusform>%Ln rows are too many for the clipboard.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FeedForwardPage</name>
    <message numerus="yes">
        <source>%Ln unit(s), {width} numbers in and out.</source>
        <translation>
            <numerusform>%Ln unit, {width} numbers in and out.</numerusform>
            <numerusform>%Ln units, {width} numbers in and out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilmCard</name>
    <message numerus="yes">
        <source>%n checkpoint(s) can read your text</source>
        <translation>
            <numerusform>%n checkpoint can read your text</numerusform>
            <numerusform>%n checkpoints can read your text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadsCard</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n head(s)</source>
        <translation>
            <numerusform>%n head</numerusform>
            <numerusform>%n heads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n head(s) chosen</source>
        <translation>
            <numerusform>%n head chosen</numerusform>
            <numerusform>%n heads chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthFacts</name>
    <message numerus="yes">
        <source>{encodings}; %Ln file(s) not for certain</source>
        <translation>
            <numerusform>{encodings}; %Ln file not for certain</numerusform>
            <numerusform>{encodings}; %Ln files not for certain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of %Ln file(s)</source>
        <translation>
            <numerusform>{count} of %Ln file</numerusform>
            <numerusform>{count} of %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeatView</name>
    <message numerus="yes">
        <source>%n head(s) as one</source>
        <translation>
            <numerusform>%n head as one</numerusform>
            <numerusform>%n heads as one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelBars</name>
    <message numerus="yes">
        <source>and %Ln more label(s)</source>
        <translation>
            <numerusform>and %Ln more label</numerusform>
            <numerusform>and %Ln more labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumberMap</name>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s); so many are kept only once they are added</source>
        <translation>
            <numerusform>%Ln character; so many are kept only once they are added</numerusform>
            <numerusform>%Ln characters; so many are kept only once they are added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanRows</name>
    <message numerus="yes">
        <source>{size}: %n layer(s) × {width}, {length} tokens a row</source>
        <translation>
            <numerusform>{size}: %n layer × {width}, {length} tokens a row</numerusform>
            <numerusform>{size}: %n layers × {width}, {length} tokens a row</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PointMap</name>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message numerus="yes">
        <source>{encoding} · %Ln character(s) taken out</source>
        <translation>
            <numerusform>{encoding} · %Ln character taken out</numerusform>
            <numerusform>{encoding} · %Ln characters taken out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcesCard</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextRow</name>
    <message numerus="yes">
        <source>%n token(s) at the end were cut: the model has no room for them.</source>
        <translation>
            <numerusform>%n token at the end was cut: the model has no room for it.</numerusform>
            <numerusform>%n tokens at the end were cut: the model has no room for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) are unknown: the vocabulary has no pieces for them.</source>
        <translation>
            <numerusform>%n token is unknown: the vocabulary has no pieces for it.</numerusform>
            <numerusform>%n tokens are unknown: the vocabulary has no pieces for them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsView</name>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
</context>
</TS>
