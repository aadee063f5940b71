// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {FeaturedMessages} from "../../contracts/FeaturedMessages.sol";
import {LayerLens} from "../../contracts/LayerLens.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {ILayerLens} from "../../contracts/interfaces/ILayerLens.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {WorkFixture} from "./WorkFixture.sol";

contract LayerLensTest is WorkFixture {
    FeaturedMessages private messages;
    LayerLens private lens;

    function setUp() public override {
        super.setUp();
        messages = new FeaturedMessages(address(token), artist, artist, 0, 30);
        lens = new LayerLens(address(token), address(messages));
    }

    function test_getWork_readsEveryTokenAsTheContractsDo() public {
        vm.warp(1_700_000_000);
        vm.startPrank(owner);
        token.setStyle(LAYER, change(3, 44), 0);
        token.setUser(LAYER, other, 1_700_000_100);
        messages.post(LAYER, "hello", "");
        token.transferFrom(owner, other, FINITE);
        token.revokeSignatures(LAYER);
        vm.stopPrank();
        vm.startPrank(other);
        messages.post(LAST, "rude", "");
        vm.stopPrank();
        vm.prank(artist);
        messages.hide(LAST, true);

        ILayerLens.WorkState memory work = lens.getWork(1);
        assertEq(work.blockNumber, block.number);
        assertEq(work.entropy, ENTROPY);
        assertEq(work.tokens.length, 4);
        for (uint256 index = 0; index < 4; ++index) {
            ILayerLens.TokenState memory state = work.tokens[index];
            uint256 tokenId = MASTER | index;
            assertEq(state.owner, token.ownerOf(tokenId));
            assertEq(state.user, token.userOf(tokenId));
            assertEq(state.userExpires, token.userExpires(tokenId));
            assertEq(state.word, token.styleOf(tokenId));
            assertEq(state.bounds, token.boundsOf(tokenId));
            assertEq(state.epoch, token.epochOf(tokenId));
            assertEq(state.signatureEpoch, token.signatureEpochOf(tokenId));
            (bytes16 contentHash, uint40 postedAt, bool live, bool hidden) = messages.messageOf(tokenId);
            assertEq(state.message.contentHash, contentHash);
            assertEq(state.message.postedAt, postedAt);
            assertEq(state.message.live, live);
            assertEq(state.message.hidden, hidden);
        }
        // The comparison above is not of zeros with zeros.
        assertEq(work.tokens[1].user, other);
        assertEq(work.tokens[1].signatureEpoch, 1);
        assertTrue(work.tokens[1].message.live);
        assertEq(work.tokens[2].epoch, 1);
        assertTrue(work.tokens[3].message.hidden);
    }

    function test_getWork_failsOnAnUnknownWork() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownWork.selector, 2));
        lens.getWork(2);
    }

    function test_gas_getWork() public {
        LayerToken series = new LayerToken(artist, 23, "");
        ILayerToken.TokenSetup[] memory tokens = new ILayerToken.TokenSetup[](24);
        for (uint256 i = 0; i < tokens.length; ++i) {
            tokens[i] = ILayerToken.TokenSetup(owner, evenBounds(MAX), UNLIMITED_WORD);
        }
        vm.prank(artist);
        series.createWork(ENTROPY, MANIFEST, tokens);
        lens = new LayerLens(address(series), address(new FeaturedMessages(address(series), artist, artist, 0, 30)));
        lens.getWork(1);
        vm.snapshotGasLastCall("LayerLens", "getWork of a master and 23 layers");
    }
}
