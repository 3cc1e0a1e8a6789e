//! Words that make sense, and words that do not.

use clap::CommandFactory;

use super::*;

fn parse(words: &str) -> Result<Args, clap::Error> {
    Args::try_parse_from(std::iter::once("room").chain(words.split_whitespace()))
}

#[test]
fn the_arguments_make_sense() {
    Args::command().debug_assert();
    let cases = [
        "new Room --as Alice --server http://127.0.0.1:8443 --json",
        "activate Docking --link http://127.0.0.1:1/#1.ff --as Alice --json",
        "--link http://127.0.0.1:1/#1.ff state",
        "guests-may-edit on",
        "slide #6 -7.5 --plugin Docking",
        "type Seed -5 --plugin Docking --json",
        "type --keep-typing SMILES -[Na+]",
        "choose Charge -1",
        "say -)",
        "select 1of6 --atoms 1,2,3",
        "run --session 7",
        "integrate hydrogens-add 1of6 #2 --plugin Hydrogens#3",
        "integrate --plugin Vault export-file 1of6 1of6.pdb --location Structures",
        "integrate minimization-start --forcefield mmff94s --steps 100 --steepest",
        "macro save focus.lua --title Focus",
        "macro run Focus",
        "integrate import-smiles CCO C(=O)O",
        "integrate molecule-image 1of6 picture.png --width 200",
        "wait notification --matching Docked|failed --timeout 0.5 --since 12",
    ];
    for words in cases {
        assert!(parse(words).is_ok(), "{words}: {}", parse(words).unwrap_err());
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let cases = [
        "",
        "new",
        "run",
        "load",
        "guests-may-edit perhaps",
        "wait weather",
        "wait menu --matching (",
        "wait menu --timeout -1",
        "select 1of6 --atoms 1 --none",
        "change 1of6 --frame 0",
        "state --fingerprint 12",
    ];
    for words in cases {
        assert!(parse(words).is_err(), "{words}");
    }
}

#[test]
fn a_link_is_read_without_being_printed() {
    let problem = |words| parse(words).unwrap().whoami.link().unwrap_err();
    let Problem::Usage(sentence) = problem("state --link http://example.org/#1.00ff") else { panic!("usage") };
    assert!(sentence.contains("https://") && !sentence.contains("00ff"), "{sentence}");
}

#[test]
fn the_short_help_of_a_command_is_about_that_command() {
    for words in ["visit -h", "files ls -h", "press -h"] {
        let help = parse(words).unwrap_err().to_string();
        assert!(!help.contains("--fingerprint") && help.contains("nts room --help"), "{words}: {help}");
    }
    for words in ["--help", "press --help"] {
        assert!(parse(words).unwrap_err().to_string().contains("--fingerprint"), "{words}");
    }
}
